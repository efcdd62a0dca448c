import requests

# Constants
AUTH_URL = 'https://www.otdx-api.com.br/api-token-auth/'
REPROCESSAMENTO_URL = 'https://www.otdx-api.com.br/service/reprocessamento/all'

# User Credentials
USERNAME = 'your_username'
PASSWORD = 'your_password'

def authenticate(username, password):
    response = requests.post(AUTH_URL, data={
        'username': username,
        'password': password
    })
    response.raise_for_status()
    return response.json()['token']

def fetch_all_reprocessamento(token):
    headers = {'Authorization': f'Token {token}'}
    response = requests.get(REPROCESSAMENTO_URL, headers=headers)
    response.raise_for_status()
    return response.json()

if __name__ == '__main__':
    try:
        token = authenticate(USERNAME, PASSWORD)
        reprocessamento_data = fetch_all_reprocessamento(token)
        print("Success:", reprocessamento_data)
    except requests.RequestException as e:
        print(f"Request failed: {e}")
    except Exception as e:
        print(f"An unexpected error occurred: {e}")
